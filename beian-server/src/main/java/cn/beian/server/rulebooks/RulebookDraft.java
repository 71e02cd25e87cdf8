package cn.beian.server.rulebooks;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A rulebook that nobody has signed yet.
 *
 * @param version SHA-256, lower-case hex
 * @param draftedBy who brought it in; absent where it came with the software
 * @param note what it is for, in the drafter's words; may be empty
 */
public record RulebookDraft(
    String version, Optional<UUID> draftedBy, Instant draftedAt, String note) {}
