package cn.beian.server.filings.queue;

import java.util.Optional;
import java.util.UUID;

/** The cases before and after one in the queue; both are absent where it is not in the queue. */
public record QueueNeighbours(Optional<UUID> previous, Optional<UUID> next) {}
