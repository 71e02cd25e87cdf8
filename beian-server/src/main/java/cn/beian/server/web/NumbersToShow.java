package cn.beian.server.web;

import cn.beian.server.filings.filed.ShownNumbers;
import cn.beian.server.filings.filed.ShownNumbers.Duty;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.Records;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The numbers that pages show for records: the official one where there is one. */
@Component
public class NumbersToShow {
  private final Records records;
  private final ShownNumbers shown;

  NumbersToShow(Records records, ShownNumbers shown) {
    this.records = records;
    this.shown = shown;
  }

  /** By when apps have to show them, by our numbers; of one that owes nothing there is none. */
  public Map<String, Duty> due(Collection<String> numbers) {
    return records.numbersAskedOn(numbers).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, one -> shown.duty(one.getValue())));
  }

  /** The number to show for one of ours; one that no record has is itself, none is none. */
  public String of(String number) {
    return number.isEmpty()
        ? ""
        : records.numbersToShow(Set.of(number)).getOrDefault(number, number);
  }

  /** The name of the app of one of our numbers; empty where it is not public, or there is none. */
  public String app(String number) {
    return records
        .find(number)
        .filter(record -> !record.restricted())
        .map(PublicRecord::appName)
        .orElse("");
  }

  /** The same for all rows of a list, by our numbers: one question to the database. */
  public Map<String, String> all(Collection<String> numbers) {
    return records.numbersToShow(
        numbers.stream().filter(one -> !one.isEmpty()).collect(Collectors.toSet()));
  }
}
