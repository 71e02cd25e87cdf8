package cn.beian.server.web;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.policies.OrganizationKind;
import cn.beian.filing.policies.OrganizationLevel;
import cn.beian.filing.policies.Route;
import java.time.ZoneId;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Closed lists that forms offer, and the zone of every date shown. */
@ControllerAdvice(annotations = Controller.class)
class Choices {

  @ModelAttribute("allRoles")
  Role[] roles() {
    return Role.values();
  }

  @ModelAttribute("levels")
  OrganizationLevel[] levels() {
    return OrganizationLevel.values();
  }

  @ModelAttribute("kinds")
  OrganizationKind[] kinds() {
    return OrganizationKind.values();
  }

  @ModelAttribute("routes")
  Route[] routes() {
    return Route.values();
  }

  @ModelAttribute("zone")
  ZoneId zone() {
    return OfficialTime.ZONE;
  }
}
