package cn.beian.server.web.notifications;

import cn.beian.server.cases.Worklist;
import cn.beian.server.identity.Identity;
import cn.beian.server.notifications.Inbox;
import cn.beian.server.notifications.Notification;
import cn.beian.server.notifications.NotificationText;
import cn.beian.server.web.Moments;
import cn.beian.server.web.NavItem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the reader learned of. */
@Controller
class InboxPages {
  private static final String INBOX = "/inbox";

  private final Inbox inbox;
  private final Worklist worklist;
  private final MessageSource messages;

  InboxPages(Inbox inbox, Worklist worklist, MessageSource messages) {
    this.inbox = inbox;
    this.worklist = worklist;
    this.messages = messages;
  }

  @GetMapping(INBOX)
  String list(@RequestParam Optional<Long> before, Locale locale, Model model) {
    Inbox.Page page = inbox.page(before);
    List<Notification> rows =
        page.rows().stream()
            .sorted(
                Comparator.comparing(Notification::at).thenComparing(Notification::id).reversed())
            .toList();
    model.addAttribute("rows", rows);
    model.addAttribute("newest", rows.stream().mapToLong(Notification::id).max().orElse(0));
    model.addAttribute("oldest", rows.stream().mapToLong(Notification::id).min().orElse(0));
    model.addAttribute("more", page.more());
    model.addAttribute("later", before.isPresent());
    model.addAttribute("anyUnread", rows.stream().anyMatch(one -> !one.read()));
    model.addAttribute("words", words(locale));
    model.addAttribute("moment", Moments.MINUTE);
    return "notifications/inbox";
  }

  /** Marks one as read and goes to its case; back to the list where it may no longer be read. */
  @PostMapping(INBOX + "/{id}")
  String open(@PathVariable long id, Locale locale) {
    return "redirect:" + inbox.open(id).map(words(locale)::path).orElse(INBOX);
  }

  @PostMapping(INBOX)
  String readAll(@RequestParam long last) {
    inbox.readAll(last);
    return "redirect:" + INBOX;
  }

  private NotificationText words(Locale locale) {
    return new NotificationText(messages, locale, worklist);
  }

  /** How many are unread, beside the entry of the navigation. */
  @ControllerAdvice(annotations = Controller.class)
  static class Count {
    private final Inbox inbox;
    private final Identity identity;

    Count(Inbox inbox, Identity identity) {
      this.inbox = inbox;
      this.identity = identity;
    }

    @ModelAttribute
    void unread(HttpServletRequest request) {
      identity.currentIfAny().ifPresent(me -> request.setAttribute("unread", inbox.unread(me)));
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Places {
    @Bean
    NavItem inboxNavItem() {
      return NavItem.forReaders("notifications.title", INBOX, 6);
    }
  }
}
