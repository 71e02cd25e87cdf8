package cn.beian.server.filings;

import cn.beian.filing.deadlines.Extension;
import cn.beian.filing.states.ApplicationState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that happened to an application.
 *
 * @param actorId absent where it fired by itself
 * @param name a cause of the state graph, or a command within a state
 * @param expectedOn new last day, of an extension
 * @param ground of an extension
 * @param detail for people; may be empty
 */
public record CaseEvent(
    Instant at,
    Optional<UUID> actorId,
    String name,
    ApplicationState from,
    ApplicationState to,
    Optional<LocalDate> expectedOn,
    Optional<Extension.Ground> ground,
    String detail) {}
