package cn.beian.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** An address that the server answers: HTTP method and path pattern, as registered. */
public record Endpoint(String method, String pattern) {
  /** A path that fits the pattern. */
  public String path() {
    return pattern.replaceAll("\\{\\*?[^}]+}", "x").replace("**", "x");
  }

  /** All that are registered; one without a method is asked with GET. */
  public static List<Endpoint> registered(List<RequestMappingHandlerMapping> mappings) {
    List<Endpoint> endpoints = new ArrayList<>();
    for (RequestMappingHandlerMapping mapping : mappings) {
      mapping
          .getHandlerMethods()
          .forEach(
              (info, handler) -> {
                Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
                for (String pattern : info.getPatternValues()) {
                  if (methods.isEmpty()) {
                    endpoints.add(new Endpoint("GET", pattern));
                  }
                  methods.forEach(one -> endpoints.add(new Endpoint(one.name(), pattern)));
                }
              });
    }
    return endpoints;
  }
}
