package io.relance.contact;

import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What is assumed of a person who does not say it.
 *
 * @param country RELANCE_CONTACT_COUNTRY, ISO 3166 code: how a phone number without its country is read
 * @param language RELANCE_CONTACT_LANGUAGE, ISO 639 code
 */
@Validated
@ConfigurationProperties("relance.contact")
record ContactSettings(
        @DefaultValue("FR")
                @Pattern(
                        regexp = "[A-Z]{2}",
                        message = "RELANCE_CONTACT_COUNTRY accepts a country code of two capital letters, such as FR")
                String country,
        @DefaultValue("fr")
                @Pattern(
                        regexp = "[a-z]{2}",
                        message = "RELANCE_CONTACT_LANGUAGE accepts a language code of two small letters, such as fr")
                String language) {}
