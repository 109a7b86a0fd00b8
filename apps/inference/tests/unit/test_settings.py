"""What stops the start, and how it is said."""

from pathlib import Path

import pytest

from worksmart_inference.settings import SettingsError, settings_from

GOOD = {"INFERENCE_TOKEN": "k3J9vQ2mZ7xR4tW8yB1nC6pD5sF0gH2a"}


@pytest.mark.parametrize(
    ("env", "named"),
    [
        ({"INFERENCE_TOKEN": ""}, "INFERENCE_TOKEN is missing"),
        ({"INFERENCE_TOKEN": "short"}, "32 characters"),
        ({"INFERENCE_TOKEN_NEXT": "short"}, "32 characters"),
        ({"APP_ENV": "production", "INFERENCE_TOKEN": "a" * 40}, "looks like an example"),
        (
            {"APP_ENV": "production", "INFERENCE_TOKEN": "change-me-change-me-change-me-change"},
            "looks like an example",
        ),
        ({"APP_ENV": "production", "ALLOW_UNVERIFIED_MODEL": "true"}, "ALLOW_UNVERIFIED_MODEL"),
        ({"LLM_PROVIDER": "openai", "LLM_MODEL": "m"}, "LLM_BASE_URL"),
        ({"LLM_PROVIDER": "openai", "LLM_BASE_URL": "http://x"}, "LLM_MODEL"),
        ({"LLM_PROVIDER": "anthropic", "LLM_MODEL": "m"}, "LLM_API_KEY"),
        ({"LLM_PROVIDER": "bedrock", "LLM_MODEL": "m"}, "LLM_REGION"),
        ({"LLM_PROVIDER": "magic", "LLM_MODEL": "m"}, "LLM_PROVIDER"),
        ({"LLM_MODEL": "m"}, "LLM_PROVIDER is not"),
        (
            {"LLM_PROVIDER": "openai", "LLM_MODEL": "m", "LLM_BASE_URL": "file:///etc/passwd"},
            "http://",
        ),
        ({"EMBED_PROVIDER": "anthropic"}, "EMBED_PROVIDER"),
        ({"S3_ENDPOINT": "http://127.0.0.1:1"}, "S3_BUCKET"),
        ({"S3_BUCKET": "b", "S3_ACCESS_KEY_ID": "x"}, "S3_SECRET_ACCESS_KEY"),
        ({"OCR_ENGINE": "magic"}, "OCR_ENGINE"),
        ({"AI_DAILY_TOKEN_BUDGET": "-1"}, "AI_DAILY_TOKEN_BUDGET"),
        ({"LLM_PRICES_PER_MILLION": "cheap"}, "LLM_PRICES_PER_MILLION"),
        ({"INFERENCE_TOKEN_FILE": "/nowhere"}, "not both"),
    ],
)
def test_half_a_setting_stops_the_start_and_is_named(env: dict[str, str], named: str) -> None:
    with pytest.raises(SettingsError, match=named.replace(".", r"\.")):
        settings_from({**GOOD, **env})


def test_all_problems_are_told_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        settings_from({"OCR_ENGINE": "magic", "LLM_PROVIDER": "openai"})
    assert len(str(caught.value).split("\n")) == 4


def test_nothing_but_a_token_is_needed() -> None:
    settings = settings_from(GOOD)
    assert settings.llm.provider == settings.embed.provider == "none"
    assert settings.store.bucket is None


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(GOOD["INFERENCE_TOKEN"] + "\n")
    assert settings_from({"INFERENCE_TOKEN_FILE": str(file)}).tokens == (GOOD["INFERENCE_TOKEN"],)


def test_a_task_may_have_a_model_of_its_own() -> None:
    env = {"LLM_PROVIDER": "anthropic", "LLM_MODEL": "m", "LLM_API_KEY": "k"}
    settings = settings_from({**GOOD, **env, "LLM_MODEL_NARRATIVE": "n"})
    assert settings.llm.models == {"narrative": "n"}


def test_prices_are_dollars_for_a_million_tokens() -> None:
    assert settings_from({**GOOD, "LLM_PRICES_PER_MILLION": "0.25,1.25"}).prices == (0.25, 1.25)
