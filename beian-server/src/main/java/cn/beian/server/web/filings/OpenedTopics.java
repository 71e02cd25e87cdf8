package cn.beian.server.web.filings;

import cn.beian.filing.form.Topic;
import cn.beian.server.filings.casefile.CaseFile;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The topics that a reviewer has opened since he logged in, by case and round. Kept with the
 * session: it reminds him, and is nobody else's business.
 */
final class OpenedTopics {
  private static final String ATTRIBUTE = "beian.opened-topics";
  private static final int CASES = 200;

  private record Round(UUID application, int number) {}

  private final Map<Round, Set<Topic>> opened =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Round, Set<Topic>> eldest) {
          return size() > CASES;
        }
      };

  /** Notes that a topic of a case is open now; all that were opened of it in this round. */
  static Set<Topic> opening(HttpServletRequest request, CaseFile file, Topic topic) {
    OpenedTopics all = of(request.getSession());
    Round round = new Round(file.application().id(), file.application().round());
    synchronized (all) {
      Set<Topic> topics = all.opened.computeIfAbsent(round, first -> EnumSet.noneOf(Topic.class));
      topics.add(topic);
      return Set.copyOf(topics);
    }
  }

  private static OpenedTopics of(HttpSession session) {
    synchronized (OpenedTopics.class) {
      if (session.getAttribute(ATTRIBUTE) instanceof OpenedTopics topics) {
        return topics;
      }
      OpenedTopics made = new OpenedTopics();
      session.setAttribute(ATTRIBUTE, made);
      return made;
    }
  }
}
