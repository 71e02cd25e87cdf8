package cn.beian.server.filings;

/** A row of a queue. */
public record QueuedApplication(Application application, String sponsor) {}
