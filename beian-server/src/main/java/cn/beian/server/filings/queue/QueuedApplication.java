package cn.beian.server.filings.queue;

import cn.beian.server.filings.Application;

/** A row of a queue. */
public record QueuedApplication(Application application, String sponsor) {}
