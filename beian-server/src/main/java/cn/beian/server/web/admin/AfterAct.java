package cn.beian.server.web.admin;

import cn.beian.server.identity.AccountActs.Act;
import cn.beian.server.platform.PublicAddress;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The page that follows an act on an account. */
@Component
class AfterAct {
  private final HandedLink links;
  private final PublicAddress address;

  AfterAct(HandedLink links, PublicAddress address) {
    this.links = links;
    this.address = address;
  }

  /** A link to hand over, a request that waits, or {@code done}. */
  String page(Act act, String done, Model model) {
    if (act instanceof Act.Linked linked) {
      return links.show(linked, model);
    }
    if (act instanceof Act.Asked asked) {
      model.addAttribute("request", asked.request());
      model.addAttribute("code", asked.code());
      model.addAttribute("address", address.of("/requests/" + asked.request().id()));
      return "admin/asked";
    }
    return done;
  }
}
