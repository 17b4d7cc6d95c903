-- Undercuts
-- What is said against a link, not against the claims at its ends.
SELECT links.handle AS link, attacked.handle AS undercut_link, attacked.from_handle, attacked.stance, attacked.to_handle,
    speaking.handle AS claim, speaking.claimants AS claimants, speaking.text AS text
FROM v_links AS links
JOIN v_links AS attacked ON attacked.handle = links.to_handle
JOIN v_claims AS speaking ON speaking.handle = links.from_handle
WHERE links.stance = 'rebuts'
ORDER BY links.number
