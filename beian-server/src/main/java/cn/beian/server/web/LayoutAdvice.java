package cn.beian.server.web;

import cn.beian.server.demo.DemoProgress;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.SoftwareVersion;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
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

/**
 * What the layout shows around every page. It stands in the request, not in the model, so that a
 * page which an exception leads to has it too.
 */
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
    request.setAttribute(
        "languageLinks", new LanguageLinks(sameWith(request, "zh"), sameWith(request, "en")));
    request.setAttribute("demo", demo);
    request.setAttribute("software", SoftwareVersion.NUMBER);
  }

  private static boolean shows(NavItem item, Optional<Person> person) {
    return item.isPublic()
        || person.stream().anyMatch(me -> me.roles().stream().anyMatch(item.roles()::contains));
  }

  /** This page in another language; the start page where this one cannot be asked for again. */
  private static String sameWith(HttpServletRequest request, String language) {
    boolean failed = request.getDispatcherType() != DispatcherType.REQUEST;
    Object method =
        failed ? request.getAttribute(RequestDispatcher.ERROR_METHOD) : request.getMethod();
    Object path =
        failed
            ? request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI)
            : request.getRequestURI();
    boolean again = "GET".equals(method) && path != null;
    String query = request.getQueryString();
    UriComponentsBuilder address =
        UriComponentsBuilder.fromPath(again ? "/" + path.toString().replaceFirst("^/+", "") : "/");
    if (again && query != null) {
      address.query(query);
    }
    return address.replaceQueryParam("lang", language).build().toUriString();
  }

  /** This page in each language. */
  record LanguageLinks(String zh, String en) {}
}
