package cn.beian.server.api;

import cn.beian.server.records.FilingLookup.Question;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a batch of questions as it comes, one after the other, and stops at the first that is too
 * much: nothing of the whole is built that grows with what was sent.
 */
final class AskedBatch {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonParser parser;
  private final List<Question> questions = new ArrayList<>();

  private AskedBatch(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * The questions of a JSON array of objects.
   *
   * @throws ErrorResponseException 413 for more than {@code most}, 400 for what is no such array or
   *     no question
   */
  static List<Question> read(InputStream body, int most) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
      return new AskedBatch(parser).read(most);
    } catch (JacksonException e) {
      throw refused(
          HttpStatus.BAD_REQUEST, "the body is not valid JSON: " + e.getOriginalMessage());
    }
  }

  private List<Question> read(int most) {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      throw refused(HttpStatus.BAD_REQUEST, "the body must be a JSON array of questions");
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (questions.size() == most) {
        throw refused(HttpStatus.CONTENT_TOO_LARGE, "at most " + most + " questions in one batch");
      }
      questions.add(question());
    }
    if (parser.nextToken() != null) {
      throw refused(HttpStatus.BAD_REQUEST, "something follows after the array");
    }
    return questions;
  }

  private Question question() {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw refused(HttpStatus.BAD_REQUEST, at() + " must be an object");
    }
    Map<String, String> asked = new HashMap<>();
    Set<String> names = new HashSet<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (!LookupQuestion.MEMBERS.contains(name)) {
        throw refused(HttpStatus.BAD_REQUEST, at() + ": unknown member");
      } else if (!names.add(name)) {
        throw refused(HttpStatus.BAD_REQUEST, at() + ": " + name + " is given more than once");
      } else if (value == JsonToken.VALUE_STRING) {
        asked.put(name, parser.getString());
      } else if (value != JsonToken.VALUE_NULL) {
        throw refused(HttpStatus.BAD_REQUEST, at() + ": " + name + " must be text");
      }
    }
    return LookupQuestion.of(asked, at());
  }

  private String at() {
    return "question " + (questions.size() + 1);
  }

  private static ErrorResponseException refused(HttpStatus status, String detail) {
    return new ErrorResponseException(
        status, ProblemDetail.forStatusAndDetail(status, detail), null);
  }
}
