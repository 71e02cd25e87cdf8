package cn.beian.server.platform;

import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The address under which people reach this server. */
@Component
public class PublicAddress {
  private final BeianSettings settings;
  private volatile int port;

  PublicAddress(BeianSettings settings) {
    this.settings = settings;
  }

  @EventListener
  void started(WebServerInitializedEvent event) {
    port = event.getWebServer().getPort();
  }

  /** The full address of a path that begins with a slash. */
  public String of(String path) {
    String configured = settings.publicUrl();
    String base =
        configured == null || configured.isBlank()
            ? "http://localhost:" + port
            : configured.strip();
    return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
  }
}
