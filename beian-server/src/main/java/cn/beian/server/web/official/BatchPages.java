package cn.beian.server.web.official;

import cn.beian.server.official.Batches;
import cn.beian.server.official.Batches.Batch;
import cn.beian.server.platform.Overloaded;
import cn.beian.server.platform.RateLimiter;
import cn.beian.server.platform.RateLimiters;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.web.NavItem;
import cn.beian.server.web.TableFile;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Batches of filed apps as the official system published them. */
@Controller
class BatchPages {
  private static final String FEED = "/api/v1/batches.atom";
  private static final int AT_ONCE = 500;

  /** Files of batches are made for each who asks: so many at once, then one in this time. */
  private static final int MOST_FILES = 10;

  private static final Duration FILE_AGAIN = Duration.ofSeconds(30);

  private final Batches batches;
  private final MessageSource messages;
  private final RateLimiter files;

  BatchPages(Batches batches, MessageSource messages, RateLimiters limiters) {
    this.batches = batches;
    this.messages = messages;
    this.files = limiters.named("files of batches", MOST_FILES, FILE_AGAIN);
  }

  @Bean
  NavItem batchesNavItem() {
    return new NavItem("official.batches", "/batches", Set.of(), 53);
  }

  @GetMapping("/batches")
  String list(Model model) {
    model.addAttribute("batches", batches.newest());
    model.addAttribute("feedTitle", "official.batches.feed.title");
    model.addAttribute("feedAddress", FEED);
    return "official/batches";
  }

  @GetMapping("/batches/{id}")
  String batch(@PathVariable UUID id, @RequestParam(defaultValue = "") String after, Model model) {
    Batch batch = batch(id);
    List<PublicRecord> some = batches.records(id, after, Batches.PAGE + 1);
    model.addAttribute("batch", batch);
    model.addAttribute("files", batches.files(id));
    model.addAttribute("feedTitle", "official.batches.feed.title");
    model.addAttribute("feedAddress", FEED);
    model.addAttribute("records", some.stream().limit(Batches.PAGE).toList());
    model.addAttribute(
        "next", some.size() > Batches.PAGE ? some.get(Batches.PAGE - 1).number() : "");
    return "official/batch";
  }

  private Batch batch(UUID id) {
    return batches.find(id).orElseThrow(() -> new NoSuchElementException("batch " + id));
  }

  @GetMapping({"/batches/{id}/records.csv", "/batches/{id}/records.xlsx"})
  void file(
      @PathVariable UUID id,
      Locale locale,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    batch(id);
    if (!files.attempt(RateLimiter.network(request.getRemoteAddr())).isZero()) {
      throw new Overloaded("too many files of batches for one network");
    }
    TableFile.answer(
        response, request.getRequestURI(), "beian-batch", rows -> write(id, locale, rows));
  }

  private void write(UUID id, Locale locale, TableFile.Rows rows) throws IOException {
    rows.add(
        Stream.of("name", "sponsor", "number", "day", "record", "state")
            .map(one -> messages.getMessage("official.column." + one, null, locale))
            .toList());
    String after = "";
    for (int written = 0; written < TableFile.MOST; written += AT_ONCE) {
      List<PublicRecord> some = batches.records(id, after, AT_ONCE);
      for (PublicRecord one : some) {
        rows.add(
            List.of(
                one.appName(),
                one.sponsorName(),
                one.officialNumber(),
                one.officialNumberOn().map(LocalDate::toString).orElse(""),
                one.number(),
                messages.getMessage("portal.state." + one.state(), null, locale)));
        after = one.number();
      }
      if (some.size() < AT_ONCE) {
        return;
      }
    }
  }
}
