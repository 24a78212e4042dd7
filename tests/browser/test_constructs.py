"""The pages of the constructs and of the propositions, as a person meets them."""


def test_a_claim_leads_from_its_capability_to_its_evidence_without_javascript(opened):
    with opened("/en/constructs", java_script_enabled=False) as page:
        page.get_by_role("link", name="Knowledge development dynamic capability").click()
        page.get_by_role("link", name="Knowledge development drives value aggregation").click()
        page.locator("main", has_text="4 items, 3 cases").wait_for()
