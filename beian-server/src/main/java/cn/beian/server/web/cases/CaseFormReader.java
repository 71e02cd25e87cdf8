package cn.beian.server.web.cases;

import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.ui.Model;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Reads the forms of pages of cases; of a field that was sent twice the last one counts. */
@Configuration(proxyBeanMethods = false)
class CaseFormReader implements HandlerMethodArgumentResolver, WebMvcConfigurer {
  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(this);
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType().equals(CaseForm.class);
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    Map<String, String> fields = new LinkedHashMap<>();
    request
        .getParameterMap()
        .forEach((name, values) -> fields.put(name, values[values.length - 1]));
    return new CaseForm(
        fields,
        (Model) Objects.requireNonNull(container).getModel(),
        Objects.requireNonNull(request.getNativeResponse(HttpServletResponse.class)));
  }
}
