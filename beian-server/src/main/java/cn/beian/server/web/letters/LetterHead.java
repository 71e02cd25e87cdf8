package cn.beian.server.web.letters;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What stands at the head of a letter.
 *
 * @param title key of what the letter is called
 * @param number by which both sides can name it
 * @param at when it was sent
 * @param reconstructedOn of a letter from before letters were kept: when it was written down
 */
public record LetterHead(
    String title, String number, Instant at, Optional<LocalDate> reconstructedOn) {}
