package cn.beian.server.endings;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Endings of apps.
 *
 * @param reachability whether declared services still answer
 */
@ConfigurationProperties("beian.endings")
record EndingSettings(@DefaultValue Reachability reachability) {

  /**
   * Whether declared services still answer after the app went offline.
   *
   * @param on whether officials may look, from the network of the server
   * @param internal whether addresses of the operator's own network may be called; else only public
   *     ones
   * @param timeout how long looking a name up may take, and how long a connection; all of one look
   *     end after four times that
   */
  record Reachability(
      @DefaultValue("false") boolean on,
      @DefaultValue("false") boolean internal,
      @DefaultValue("3s") Duration timeout) {}
}
