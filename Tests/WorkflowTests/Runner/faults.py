"""Faults planted in the workflows, each of which a scenario must notice. One that goes unseen means that the scenario proves
nothing."""

import os
import re

COMMENT, APPLY = ".github/workflows/mandate-comment.yml", ".github/workflows/mandate-apply.yml"
PLAN, NIGHTLY = ".github/workflows/mandate.yml", ".github/workflows/mandate-nightly.yml"
GITLAB = ".gitlab-ci.yml"


class Fault:
    def __init__(self, name, scenario, file, pattern, replacement):
        self.name, self.scenario, self.file = name, scenario, file
        self.pattern, self.replacement = pattern, replacement

    def plant(self, folder):
        path = os.path.join(folder, self.file)
        with open(path, encoding="utf-8") as file:
            text = file.read()
        changed, count = re.subn(self.pattern, self.replacement, text, flags=re.M)
        assert count > 0 and changed != text, f"nowhere to plant: {self.name}"
        with open(path, "w", encoding="utf-8") as file:
            file.write(changed)


FAULTS = [
    Fault("an exit code is swallowed", "github.guardrail", PLAN,
          r'(--write "sarif:\$OUT/plan.sarif")$', r"\1 || true"),
    Fault("an exit code goes unseen before a pipe", "github.backwards", NIGHTLY, r"^    shell: bash$", "    working-directory: ."),
    Fault("the digest is not checked", "github.out_of_order", APPLY, r' --expect-digest "\$DIGEST"', ""),
    Fault("the digest is that of now, not of then", "github.out_of_order", APPLY,
          r"DIGEST: \$\{\{ steps.reviewed.outputs.digest \|\| inputs.digest \}\}", "DIGEST: ${{ steps.plan.outputs.plan_digest }}"),
    Fault("anybody's comment counts", "github.what_was_seen", APPLY, r'\.user\.login == "github-actions\[bot\]"', "true"),
    Fault("a step is skipped", "github.backwards", APPLY, r"^(      - name: Is it the store that we remember\?)$",
          r"\1\n        if: ${{ github.event_name == 'pull' }}"),
    Fault("an output is misspelt", "github.widening", APPLY, r"steps\.plan\.outputs\.changes", "steps.plan.outputs.change"),
    Fault("each push writes a comment", "github.widening", COMMENT, r'if \[ -n "\$id" \]; then', "if false; then"),
    Fault("the token cannot write", "github.widening", COMMENT, r"pull-requests: write", "pull-requests: read"),
    Fault("only the first page is looked at", "github.many_comments", COMMENT, r" --paginate", ""),
    Fault("the checksum is not checked", "github.another_program", ".github/actions/mandate/action.yml",
          r"^ *echo .* sha256sum .*\n", ""),
    Fault("an action is not pinned", "github.fork", PLAN, r"upload-artifact@[0-9a-f]{40}", "upload-artifact@v7"),
    Fault("an unknown action", "github.fork", PLAN, r"actions/upload-artifact@", "somebody/upload-artifact@"),
    Fault("the head is kept of any store", "github.backwards", NIGHTLY, r"steps\.verify\.outcome == 'success'", "!cancelled()"),
    Fault("overrides are no drift", "github.night", NIGHTLY, r' \|\| \[ "\$\(jq \'\.overrides \| length\' plan\.json\)" != 0 \]', ""),
    Fault("the signature is not handed on", "github.second_person", APPLY, r'more\+=\(--approval "\$file"\)', ":"),
    Fault("the digest is not checked", "gitlab.what_was_seen", GITLAB, r' --expect-digest "\$digest"', ""),
    Fault("an exit code is swallowed", "gitlab.guardrail", GITLAB, r'(--write "markdown:\.\./plan-\$ENVIRONMENT/comment\.md")$', r"\1 || true"),
    Fault("anybody's note counts", "gitlab.what_was_seen", GITLAB, r"\.author\.username == \$bot and ", ""),
]

WORKFLOWS, DOCKER = "ci/github/.github/workflows", "ci/docker/Dockerfile"

# The same for the rules, each planted in a copy of the examples.
RULE_FAULTS = [
    Fault("a token that may more", "least_permissions", f"{WORKFLOWS}/mandate.yml", r"^  contents: read$", "  contents: write"),
    Fault("an expression in a script", "no_text_in_scripts", f"{WORKFLOWS}/mandate.yml", r'"\$LOGIN" ', "${{ github.actor }} "),
    Fault("a moving version", "pinned_actions", f"{WORKFLOWS}/mandate-apply.yml", r"@3d3c42e\w+ # v7\.0\.1", "@v7"),
    Fault("a checkout that keeps the token", "pinned_actions", f"{WORKFLOWS}/mandate.yml", r"persist-credentials: false", "persist-credentials: true"),
    Fault("a secret elsewhere", "secrets_in_their_jobs", f"{WORKFLOWS}/mandate.yml", r"\$\{\{ runner\.temp \}\}/mandate-plan$", "${{ secrets.MANDATE_STORE }}"),
    Fault("an apply from any branch", "secrets_in_their_jobs", f"{WORKFLOWS}/mandate-apply.yml", r"refs/heads/main'", "refs/heads/x'"),
    Fault("an untrusted event with rights", "events", f"{WORKFLOWS}/mandate.yml", r"^  pull_request:", "  pull_request_target:"),
    Fault("another name to wait for", "events", f"{WORKFLOWS}/mandate-comment.yml", r"\[mandate\]", "[mandat]"),
    Fault("a script that bash cannot read", "shell", "ci/gitlab/.gitlab-ci.yml", r"^        done$", "        don"),
    Fault("a moving image", "gitlab", "ci/gitlab/.gitlab-ci.yml", r"@sha256:0+", ":latest"),
    Fault("a merge request beside the store", "gitlab", "ci/gitlab/.gitlab-ci.yml", r"^  needs: \[plan\]$", "  tags: [mandate]"),
    Fault("an image that runs as root", "docker", DOCKER, r"^USER .*\n", "USER root\n"),
    Fault("a folder that is not there", "docker", DOCKER, r"^COPY Sources Sources$", "COPY Source Sources"),
]
