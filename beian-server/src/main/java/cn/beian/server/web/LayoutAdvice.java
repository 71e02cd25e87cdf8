package cn.beian.server.web;

import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.SoftwareVersion;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * What the layout shows around every page. It stands in the request, not in the model, so that a
 * page which an exception leads to has it too.
 */
@ControllerAdvice(annotations = Controller.class)
class LayoutAdvice {
  private final Identity identity;
  private final List<NavItem> items;
  private final NumbersToShow numbers;

  LayoutAdvice(Identity identity, List<NavItem> items, NumbersToShow numbers) {
    this.identity = identity;
    this.numbers = numbers;
    this.items = items.stream().sorted(Comparator.comparingInt(NavItem::order)).toList();
  }

  @ModelAttribute
  void layout(HttpServletRequest request) {
    Optional<Person> person = identity.currentIfAny();
    person.ifPresent(
        me -> {
          request.setAttribute("me", me);
          request.setAttribute("myOrganization", identity.organization(me.organizationId()));
        });
    List<NavItem> shown = items.stream().filter(item -> shows(item, person)).toList();
    boolean folds = shown.stream().anyMatch(item -> !item.isPublic());
    request.setAttribute(
        "navigation", shown.stream().filter(item -> !folds || !item.isPublic()).toList());
    request.setAttribute(
        "folded", shown.stream().filter(item -> folds && item.isPublic()).toList());
    request.setAttribute("here", request.getRequestURI());
    request.setAttribute(LanguageLinks.ATTRIBUTE, LanguageLinks.of(request));
    request.setAttribute("numbers", numbers);
    request.setAttribute("software", SoftwareVersion.NUMBER);
  }

  private static boolean shows(NavItem item, Optional<Person> person) {
    return item.isPublic()
        || person.stream().anyMatch(me -> me.roles().stream().anyMatch(item.roles()::contains));
  }
}
