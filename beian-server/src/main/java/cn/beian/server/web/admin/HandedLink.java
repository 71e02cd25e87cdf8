package cn.beian.server.web.admin;

import cn.beian.server.identity.AccountActs.Act;
import cn.beian.server.platform.BeianSettings;
import cn.beian.server.platform.PublicAddress;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The page that shows, once, a link that has to reach the owner of an account. */
@Component
class HandedLink {
  private final PublicAddress address;
  private final BeianSettings settings;

  HandedLink(PublicAddress address, BeianSettings settings) {
    this.address = address;
    this.settings = settings;
  }

  String show(Act.Linked linked, Model model) {
    model.addAttribute("person", linked.person());
    model.addAttribute("link", address.of("/account/invitation/" + linked.token()));
    model.addAttribute("needsCode", !linked.enough());
    model.addAttribute("hours", settings.linkLifetime().toHours());
    return "admin/link";
  }
}
