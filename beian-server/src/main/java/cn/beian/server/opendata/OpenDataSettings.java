package cn.beian.server.opendata;

import java.time.Duration;
import java.time.LocalTime;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is given away in bulk.
 *
 * @param at when the nightly snapshot is made, Asia/Shanghai
 * @param keep how many snapshots are kept, at least 1; fewer after a record was restricted, since
 *     the older ones still tell what it no longer shows
 * @param feedWindow how many entries behind the head the change feed goes; who is further behind is
 *     sent to the snapshot, where there is one
 * @param feedRequests requests of one address to the change feed until it has to wait
 * @param feedRefill time in which one of them comes back
 * @param downloads files that are sent at the same time; others are asked to come again
 * @param downloadsPerAddress how many of them one address may have
 */
@ConfigurationProperties("beian.open-data")
public record OpenDataSettings(
    @DefaultValue("02:30") LocalTime at,
    @DefaultValue("3") int keep,
    @DefaultValue("100000") long feedWindow,
    @DefaultValue("120") int feedRequests,
    @DefaultValue("1s") Duration feedRefill,
    @DefaultValue("24") int downloads,
    @DefaultValue("4") int downloadsPerAddress) {
  public OpenDataSettings {
    if (keep < 1 || feedWindow < 1 || downloads < 1 || downloadsPerAddress < 1) {
      throw new IllegalArgumentException(
          "beian.open-data: keep, feed-window, downloads and downloads-per-address are at least 1");
    }
  }
}
