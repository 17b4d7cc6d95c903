-- Counter-statements
-- Who says what against which claim.
SELECT links.handle AS link, spoken_to.handle AS claim, spoken_to.text AS claim_text,
    speaking.handle AS counter_statement, speaking.claimants AS claimants, speaking.said AS said,
    speaking.text AS counter_statement_text, links.note AS note
FROM v_links AS links
JOIN v_claims AS spoken_to ON spoken_to.handle = links.to_handle
JOIN v_claims AS speaking ON speaking.handle = links.from_handle
WHERE links.stance = 'rebuts'
ORDER BY spoken_to.number, links.number
