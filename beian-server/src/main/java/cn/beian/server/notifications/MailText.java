package cn.beian.server.notifications;

/**
 * A mail.
 *
 * @param language zh or en
 * @param subject in one line
 */
record MailText(String language, String subject, String body) {}
