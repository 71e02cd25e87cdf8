package cn.beian.server.web;

import cn.beian.server.demo.DemoProgress;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.util.UriComponentsBuilder;

/** What the layout shows around every page. */
@ControllerAdvice(annotations = Controller.class)
class LayoutAdvice {
  private final Identity identity;
  private final List<NavItem> items;
  private final @Nullable DemoProgress demo;

  LayoutAdvice(Identity identity, List<NavItem> items, ObjectProvider<DemoProgress> demo) {
    this.identity = identity;
    this.items = items.stream().sorted(Comparator.comparingInt(NavItem::order)).toList();
    this.demo = demo.getIfAvailable();
  }

  @ModelAttribute
  void layout(HttpServletRequest request, org.springframework.ui.Model model) {
    Optional<Person> person = identity.currentIfAny();
    model.addAttribute("me", person.orElse(null));
    model.addAttribute(
        "myOrganization",
        person.map(me -> identity.organization(me.organizationId())).orElse(null));
    model.addAttribute("navigation", items.stream().filter(item -> shows(item, person)).toList());
    model.addAttribute("here", request.getRequestURI());
    model.addAttribute(
        "languageLinks", new LanguageLinks(sameWith(request, "zh"), sameWith(request, "en")));
    model.addAttribute("demo", demo);
  }

  private static boolean shows(NavItem item, Optional<Person> person) {
    return item.roles().isEmpty()
        || person.stream().anyMatch(me -> me.roles().stream().anyMatch(item.roles()::contains));
  }

  private static String sameWith(HttpServletRequest request, String language) {
    UriComponentsBuilder address = UriComponentsBuilder.fromPath(request.getRequestURI());
    String query = request.getQueryString();
    if (query != null && "GET".equals(request.getMethod())) {
      address.query(query);
    }
    return address.replaceQueryParam("lang", language).build().toUriString();
  }

  /** This page in each language. */
  record LanguageLinks(String zh, String en) {}
}
