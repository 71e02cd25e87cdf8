package cn.beian.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class DatabaseUseFilterTest {
  private final DatabaseUseFilter filter = new DatabaseUseFilter(1);

  @Test
  void publicReadMoreThanThereIsRoomFor_isToldToComeAgain_andAPageIsNot() throws Exception {
    MockHttpServletResponse second = new MockHttpServletResponse();
    MockHttpServletResponse page = new MockHttpServletResponse();
    FilterChain meanwhile =
        (request, response) -> {
          filter.doFilter(get("/search"), second, (in, out) -> out.setContentType("reached"));
          filter.doFilter(get("/applications"), page, (in, out) -> out.setContentType("reached"));
        };
    filter.doFilter(get("/records/x"), new MockHttpServletResponse(), meanwhile);
    assertThat(second.getStatus()).isEqualTo(503);
    assertThat(second.getHeader("Retry-After")).isNotNull();
    assertThat(second.getContentType()).isNull();
    assertThat(page.getContentType()).isEqualTo("reached");
    MockHttpServletResponse third = new MockHttpServletResponse();
    filter.doFilter(get("/search"), third, (in, out) -> out.setContentType("reached"));
    assertThat(third.getContentType()).as("the place was given back").isEqualTo("reached");
  }

  private static MockHttpServletRequest get(String path) {
    return new MockHttpServletRequest("GET", path);
  }
}
