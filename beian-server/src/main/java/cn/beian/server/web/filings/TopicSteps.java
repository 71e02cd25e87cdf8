package cn.beian.server.web.filings;

import cn.beian.filing.form.FieldType;
import cn.beian.filing.form.Topic;
import cn.beian.server.filings.casefile.CaseFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The way through the topics of a form, past those in which there is nothing to do. */
final class TopicSteps {
  private TopicSteps() {}

  /** The topics in which nothing can be entered and nothing is left. */
  static List<Topic> readAlone(CaseFile file) {
    return file.topics().entrySet().stream()
        .filter(topic -> topic.getValue() == 0 && topic.getKey() != Topic.UNDERTAKING)
        .map(Map.Entry::getKey)
        .filter(topic -> topic != Topic.EXPLANATIONS)
        .filter(
            topic ->
                file.entries(topic).stream()
                    .noneMatch(
                        entry -> entry.typed() || entry.field().type() == FieldType.DOCUMENT))
        .toList();
  }

  /** The first topic in which something is to be entered or confirmed. */
  static Optional<Topic> goOn(CaseFile file) {
    return file.topics().keySet().stream().filter(file.missingByTopic()::containsKey).findFirst();
  }

  /** The name of the topic after one; empty after the last. */
  static String next(CaseFile file, Topic topic) {
    List<Topic> topics = List.copyOf(file.topics().keySet());
    List<Topic> read = readAlone(file);
    int at = topics.indexOf(topic);
    return at < 0
        ? ""
        : topics.stream()
            .skip(at + 1L)
            .filter(one -> !read.contains(one))
            .findFirst()
            .map(Topic::name)
            .orElse("");
  }
}
