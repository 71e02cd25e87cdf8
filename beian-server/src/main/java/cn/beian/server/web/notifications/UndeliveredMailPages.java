package cn.beian.server.web.notifications;

import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.notifications.OutgoingMessage;
import cn.beian.server.notifications.UndeliveredMail;
import cn.beian.server.web.Moments;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Mails that could not be sent. */
@Controller
class UndeliveredMailPages {
  private static final String PAGE = "/admin/mail";

  private final UndeliveredMail mail;
  private final Identity identity;

  UndeliveredMailPages(UndeliveredMail mail, Identity identity) {
    this.mail = mail;
    this.identity = identity;
  }

  @GetMapping(PAGE)
  String list(Model model) {
    List<OutgoingMessage> failed = mail.failed();
    List<OutgoingMessage> waiting = mail.waiting();
    model.addAttribute("server", mail.server());
    model.addAttribute("failed", failed);
    model.addAttribute("waiting", waiting);
    model.addAttribute("people", people(failed, waiting));
    model.addAttribute("moment", Moments.MINUTE);
    return "notifications/undelivered";
  }

  private Map<UUID, Person> people(List<OutgoingMessage> failed, List<OutgoingMessage> waiting) {
    Set<UUID> ids =
        Stream.concat(failed.stream(), waiting.stream())
            .flatMap(one -> one.person().stream())
            .collect(Collectors.toSet());
    return identity.people(ids, Set.of()).stream()
        .collect(Collectors.toMap(Person::id, one -> one));
  }

  @PostMapping(PAGE + "/{id}")
  String again(@PathVariable UUID id) {
    mail.again(id);
    return "redirect:" + PAGE + "?again";
  }
}
