package cn.beian.server.filings.queue;

import java.util.Optional;
import java.util.UUID;

/**
 * Where a case stands in the queue.
 *
 * @param place from 1; 0 where it is not in the queue
 */
public record QueueNeighbours(int place, int of, Optional<UUID> previous, Optional<UUID> next) {}
