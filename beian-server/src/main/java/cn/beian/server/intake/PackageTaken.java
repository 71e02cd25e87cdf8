package cn.beian.server.intake;

import java.util.UUID;

/**
 * A package was taken, perhaps not for the first time. Published in the transaction in which it is
 * noted: a listener schedules there what has to follow.
 */
public record PackageTaken(UUID packageId) {}
