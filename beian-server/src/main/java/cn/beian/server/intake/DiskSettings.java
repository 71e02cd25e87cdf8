package cn.beian.server.intake;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What the disk of the data folder may be filled with.
 *
 * @param reserve what is kept free: when less is, nothing is taken from anybody, so that the
 *     database can go on; the health says DISK_LOW
 * @param unitQuota how much the packages and attachments of one unit may take; 0 is without end
 * @param collectAfter how long an attachment that nothing refers to, and an object that no row
 *     names, are kept; at least a day
 */
@ConfigurationProperties("beian.disk")
public record DiskSettings(
    @DefaultValue("1GB") DataSize reserve,
    @DefaultValue("100GB") DataSize unitQuota,
    @DefaultValue("30d") Duration collectAfter) {
  public DiskSettings {
    if (collectAfter.compareTo(Duration.ofDays(1)) < 0) {
      throw new IllegalArgumentException(
          "beian.disk.collect-after is " + collectAfter + ", at least 1d is needed");
    }
  }
}
