package cn.beian.server.web.portal;

import cn.beian.server.opendata.OpenDataSettings;
import cn.beian.server.platform.Overloaded;
import cn.beian.server.platform.RateLimiter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * How many files are sent at the same time, to all and to one address: each takes a thread for as
 * long as the receiver likes. Who comes in excess is told to come again.
 */
@Component
final class DownloadLimit implements HandlerInterceptor, WebMvcConfigurer {
  private static final String TAKEN = DownloadLimit.class.getName();

  private final int all;
  private final int perAddress;
  private final Map<String, Integer> taken = new HashMap<>();
  private int sum;

  DownloadLimit(OpenDataSettings settings) {
    this.all = settings.downloads();
    this.perAddress = settings.downloadsPerAddress();
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).addPathPatterns("/open-data/*/*");
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws IOException {
    String sender = RateLimiter.network(request.getRemoteAddr());
    if (take(sender)) {
      request.setAttribute(TAKEN, sender);
      return true;
    }
    response.setHeader(HttpHeaders.RETRY_AFTER, Overloaded.RETRY_SECONDS);
    response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    return false;
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception thrown) {
    if (request.getAttribute(TAKEN) instanceof String sender) {
      request.removeAttribute(TAKEN);
      giveBack(sender);
    }
  }

  synchronized boolean take(String sender) {
    int held = taken.getOrDefault(sender, 0);
    if (sum >= all || held >= perAddress) {
      return false;
    }
    taken.put(sender, held + 1);
    sum++;
    return true;
  }

  synchronized void giveBack(String sender) {
    taken.computeIfPresent(sender, (unused, held) -> held > 1 ? held - 1 : null);
    sum--;
  }
}
