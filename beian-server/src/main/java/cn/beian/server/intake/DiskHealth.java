package cn.beian.server.intake;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Says DISK_LOW while nothing is taken for want of room. */
@Component
class DiskHealth implements HealthIndicator {
  static final String LOW = "DISK_LOW";

  private final FreeSpace space;

  DiskHealth(FreeSpace space) {
    this.space = space;
  }

  @Override
  public Health health() {
    return space.low() ? Health.status(LOW).build() : Health.up().build();
  }
}
