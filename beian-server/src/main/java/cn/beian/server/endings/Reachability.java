package cn.beian.server.endings;

import cn.beian.server.platform.NameLookUp;
import cn.beian.server.records.DeclaredServices;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;

/**
 * Whether the services that a filing declares still answer after the app was reported to be
 * offline. Only those names are asked, from the network of the server, and only where a setting
 * says so. It is a hint for whoever checks the report.
 */
@Service
public class Reachability {
  private static final List<Integer> PORTS = List.of(443, 80);

  private final Endings endings;
  private final EndingProcedure procedure;
  private final DeclaredServices services;
  private final ReachStore store;
  private final boolean on;
  private final ServiceProbe probe;
  private final Clock clock;

  /** One look at a time: what hangs holds up no request but its own. */
  private final Semaphore turn = new Semaphore(1);

  @Autowired
  Reachability(
      Endings endings,
      EndingProcedure procedure,
      DeclaredServices services,
      ReachStore store,
      EndingSettings settings,
      Clock clock) {
    this(
        endings,
        procedure,
        services,
        store,
        settings.reachability().on(),
        new ServiceProbe(
            new NameLookUp(InetAddress::getAllByName, settings.reachability().timeout()),
            PORTS,
            settings.reachability().internal(),
            settings.reachability().timeout()),
        clock);
  }

  Reachability(
      Endings endings,
      EndingProcedure procedure,
      DeclaredServices services,
      ReachStore store,
      boolean on,
      ServiceProbe probe,
      Clock clock) {
    this.endings = endings;
    this.procedure = procedure;
    this.services = services;
    this.store = store;
    this.on = on;
    this.probe = probe;
    this.clock = clock;
  }

  /** Whether it is switched on. */
  public boolean on() {
    return on;
  }

  /** What was seen last, for an official who may read the ending. */
  public List<Reach> seen(EndingFile file) {
    return file.own() ? List.of() : store.of(file.ending().id());
  }

  /** Asks the declared services now; outside any transaction, since it waits for others. */
  public void look(UUID id) {
    EndingFile file = endings.file(id);
    if (file.own()) {
      throw new AccessDeniedException("only whoever checks the report");
    }
    if (!file.checks()) {
      throw procedure.refusal(
          switch (file.ending().state()) {
            case REPORTED, REPORTED_AGAIN -> "route." + file.ending().route().name();
            default -> "state";
          });
    }
    if (!on) {
      throw procedure.refusal("reach.off");
    }
    List<String> hosts =
        services.domains(file.ending().number()).stream()
            .map(one -> one.strip().toLowerCase(Locale.ROOT))
            .filter(one -> !one.isEmpty())
            .distinct()
            .limit(ServiceProbe.MOST)
            .toList();
    if (hosts.isEmpty()) {
      throw procedure.refusal("reach.none");
    }
    if (!turn.tryAcquire()) {
      throw procedure.refusal("reach.busy");
    }
    try {
      Instant at = clock.instant();
      List<Reach> seen =
          probe.ask(hosts).entrySet().stream()
              .map(one -> new Reach(one.getKey(), one.getValue(), at))
              .toList();
      store.put(id, seen);
      procedure.record(id, "reach", String.join("\n", hosts));
    } finally {
      turn.release();
    }
  }
}
