package cn.beian.server.web.official;

import cn.beian.filing.Role;
import cn.beian.server.identity.Identity;
import cn.beian.server.official.Disputes;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.web.Form;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Numbers of the official system of which units or lists do not say the same. */
@Controller
class DisputePages {
  private static final String PAGE = "/official-disputes";
  private static final String VIEW = "official/disputes";

  private final Disputes disputes;
  private final Identity identity;

  DisputePages(Disputes disputes, Identity identity) {
    this.disputes = disputes;
    this.identity = identity;
  }

  @GetMapping(PAGE)
  String open(Model model) {
    Form.show(model, Map.of("grounds", ""));
    return page(model);
  }

  private String page(Model model) {
    model.addAttribute("disputes", disputes.open());
    model.addAttribute("decides", identity.current().has(Role.SUPERVISOR));
    return VIEW;
  }

  @PostMapping(PAGE + "/{id}")
  String decide(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "false") boolean gives,
      @RequestParam(defaultValue = "") String grounds,
      RedirectAttributes redirect,
      Model model,
      HttpServletResponse response) {
    try {
      disputes.decide(id, gives, grounds);
      redirect.addFlashAttribute("said", "official.dispute.done");
      return "redirect:" + PAGE;
    } catch (RejectedInput rejected) {
      Form.reject(model, Map.of("grounds", grounds), rejected, response);
      return page(model);
    }
  }
}
