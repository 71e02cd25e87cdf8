package cn.beian.server.filings;

import cn.beian.filing.form.Question;
import java.util.Optional;
import java.util.UUID;

/**
 * A document that a sponsor has put into an application that it prepares.
 *
 * @param question what it answers or answered last; empty where nobody has said yet
 */
public record DraftDocument(
    UUID attachmentId, String fileName, String sha256, Optional<Question> question) {}
