package cn.beian.server.testing;

/**
 * A package was read, or reading it was given up; or the test build beside it was compared.
 * Published in the transaction in which that is noted: a listener schedules there what has to
 * follow. Whoever sent these bytes with this declared AppID is concerned.
 */
public record PackageRead(String sha256, String appId) {}
