package io.relance.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.never;

import io.relance.MockedRooms;
import io.relance.consent.Consent;
import io.relance.contact.NewActivity;
import io.relance.message.MessageState;
import io.relance.shared.Channel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockito.ArgumentCaptor;
import org.mockito.Captor;

class OpenControllerTests extends MockedRooms {

    private static final String READER = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Thunderbird/128.0";

    @Captor
    ArgumentCaptor<List<NewActivity>> recorded;

    @BeforeEach
    void aMailHasAPicture() {
        given(links.openPixel("good")).willReturn(Optional.of(EMAIL_MESSAGE));
        given(messages.opened(anyLong(), any())).willReturn(true);
        given(messages.prefetched(anyLong(), any())).willReturn(true);
    }

    @Test
    void thePictureIsATransparentPointThatNobodyKeeps() throws Exception {
        HttpResponse<byte[]> answer = fetch("GET", "good", READER);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).hasSize(43).startsWith("GIF89a".getBytes());
        BufferedImage point = ImageIO.read(new ByteArrayInputStream(answer.body()));
        assertThat(List.of(point.getWidth(), point.getHeight(), point.getRGB(0, 0) >>> 24))
                .containsExactly(1, 1, 0);
        assertThat(answer.headers().map())
                .containsEntry("Content-Type", List.of("image/gif"))
                .containsEntry("Cache-Control", List.of("no-store, private"))
                .containsEntry("Referrer-Policy", List.of("no-referrer"))
                .doesNotContainKey("Set-Cookie");
    }

    @Test
    void theFirstOpeningIsOnTheTimelineAndMovesNothing() {
        fetch("GET", "good", READER);

        then(messages).should().opened(EMAIL_MESSAGE, START);
        NewActivity opened = activity();
        assertThat(opened.name()).isEqualTo("Email Opened");
        assertThat(opened.live()).isFalse();
        assertThat(opened.properties())
                .isEqualTo(Map.of(
                        "message", EMAIL_MESSAGE,
                        "journey", "abandoned-cart",
                        "step", "send_reminder_1",
                        "template", "reminder-1"));
        then(messages).should(never()).clicked(anyLong(), any());
    }

    @Test
    void laterOpeningsAreNotOnTheTimelineAgain() {
        given(messages.opened(anyLong(), any())).willReturn(false);

        fetch("GET", "good", READER);

        then(messages).should().opened(EMAIL_MESSAGE, START);
        then(timeline).should(never()).record(anyList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                READER + " | Email Opened | - | -",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 | Email Opened | - | -",
                "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy) | Email Opened | google | -",
                "YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html | Email Opened | yahoo | -",
                "Mozilla/5.0 | Email Prefetched | - | true",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/42.0.2311.135 Safari/537.36 Edge/12.246 Mozilla/5.0 | Email Prefetched | - | true",
                "Barracuda Sentinel (EE) | Email Prefetched | - | true",
                "Mozilla/5.0 (compatible; Proofpoint URL Defense) | Email Prefetched | - | true"
            })
    void whoFetchesItTellsWhatItMeans(String agent, String name, String proxy, Boolean machine) {
        fetch("GET", "good", agent);

        NewActivity activity = activity();
        assertThat(activity.name()).isEqualTo(name);
        assertThat(activity.live()).isFalse();
        assertThat(activity.properties().get("proxy")).isEqualTo(proxy);
        assertThat(activity.properties().get("machine")).isEqualTo(machine);
        if (machine != null) {
            then(messages).should(never()).opened(anyLong(), any());
        }
    }

    @Test
    void whatIsFetchedRightAfterHandOverIsAMachines() {
        message(EMAIL_MESSAGE, Channel.EMAIL, MessageState.SENT, START.minusMillis(1500));

        fetch("GET", "good", READER);

        assertThat(activity().name()).isEqualTo("Email Prefetched");
    }

    @Test
    void headCountsNothing() {
        HttpResponse<byte[]> answer = fetch("HEAD", "good", READER);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        nothingRecorded();
    }

    @Test
    void anUnknownTokenGetsThePictureToo() {
        assertThat(fetch("GET", "forged", READER).body()).hasSize(43);
        nothingRecorded();
    }

    @ParameterizedTest
    @EnumSource(value = Consent.State.class, mode = EnumSource.Mode.EXCLUDE, names = "GRANTED")
    void whoDoesNotAllowItAnyMoreIsNotMeasured(Consent.State state) {
        consent(state);

        assertThat(fetch("GET", "good", READER).statusCode()).isEqualTo(200);
        nothingRecorded();
    }

    @Test
    void thePictureIsThereEvenWhenNothingCanBeRecorded() {
        willThrow(new IllegalStateException("no database")).given(messages).find(anyLong());

        assertThat(fetch("GET", "good", READER).statusCode()).isEqualTo(200);
    }

    private HttpResponse<byte[]> fetch(String method, String token, String agent) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/o/" + token + ".gif"))
                                    .header("User-Agent", agent)
                                    .method(method, HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private NewActivity activity() {
        then(timeline).should().record(recorded.capture());
        assertThat(recorded.getValue()).hasSize(1);
        return recorded.getValue().get(0);
    }

    private void nothingRecorded() {
        then(messages).should(never()).opened(anyLong(), any());
        then(messages).should(never()).prefetched(anyLong(), any());
        then(timeline).should(never()).record(anyList());
    }
}
