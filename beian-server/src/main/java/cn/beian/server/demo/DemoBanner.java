package cn.beian.server.demo;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every page the progress of the demo, for the line at its top. */
@ControllerAdvice(annotations = Controller.class)
@ConditionalOnProperty("beian.demo")
class DemoBanner {
  private final DemoProgress demo;

  DemoBanner(DemoProgress demo) {
    this.demo = demo;
  }

  @ModelAttribute
  void demo(HttpServletRequest request) {
    request.setAttribute("demo", demo);
  }
}
