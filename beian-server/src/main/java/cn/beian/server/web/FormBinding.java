package cn.beian.server.web;

import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/**
 * Forms are records: their constructors take everything that is read of a request. Nothing is set
 * afterwards, so that an input named as a part of another, such as {@code reason[0]}, is an unknown
 * one and no failure.
 */
@ControllerAdvice
class FormBinding {
  @InitBinder
  void constructorsAlone(WebDataBinder binder) {
    binder.setDeclarativeBinding(true);
  }
}
