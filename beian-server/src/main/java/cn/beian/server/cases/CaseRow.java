package cn.beian.server.cases;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * A case as the engine reads it.
 *
 * @param dueOn last day of what runs, a copy for lists
 * @param verified whether that limit is verified
 * @param provisional whether it reaches into a year without holiday notice
 */
record CaseRow<S extends Enum<S>>(
    UUID id,
    int version,
    S state,
    UUID organizationId,
    String division,
    Optional<LocalDate> dueOn,
    boolean verified,
    boolean provisional)
    implements Case<S> {}
