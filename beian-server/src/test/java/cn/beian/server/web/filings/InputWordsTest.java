package cn.beian.server.web.filings;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * The page of an act that was not done says again what was entered, by its name and not its key.
 */
class InputWordsTest extends ServerTest {
  @Autowired private List<RequestMappingHandlerMapping> mappings;
  @Autowired private MessageSource messages;

  @Test
  void everyInputOfAForm_hasAName_inBothLanguages() {
    Set<String> names = new TreeSet<>();
    for (RequestMappingHandlerMapping mapping : mappings) {
      mapping
          .getHandlerMethods()
          .forEach(
              (info, handler) -> {
                String room = handler.getBeanType().getPackageName();
                if (room.equals(FilingsAdvice.class.getPackageName())
                    && info.getMethodsCondition().getMethods().contains(RequestMethod.POST)) {
                  for (MethodParameter one : handler.getMethodParameters()) {
                    one.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
                    RequestParam asked = one.getParameterAnnotation(RequestParam.class);
                    if (asked != null && isText(one)) {
                      names.add(
                          asked.name().isEmpty()
                              ? Objects.requireNonNull(one.getParameterName())
                              : asked.name());
                    }
                  }
                }
              });
    }
    names.removeAll(FilingsAdvice.NOT_TYPED);
    assertThat(names).contains("confirmed", "restricted");
    for (Locale language : List.of(Locale.CHINESE, Locale.ENGLISH)) {
      assertThat(names)
          .allSatisfy(
              name ->
                  assertThat(messages.getMessage("filings.input." + name, null, null, language))
                      .as(name + " in " + language)
                      .isNotNull());
    }
  }

  private static boolean isText(MethodParameter one) {
    Class<?> type = one.nestedIfOptional().getNestedParameterType();
    return !MultipartFile.class.isAssignableFrom(type) && !Map.class.isAssignableFrom(type);
  }
}
