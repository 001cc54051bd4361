-- The gate. Returns every reason why assistance to these units and people, under these laws and for these dates, is
-- shut; no row means open. No answer means no: an empty or missing list of subjects or laws, and an empty or
-- open-ended range of dates, are reasons of their own.
--
-- units    units that receive, or in which the people serve
-- people   people who receive; each must be approved in one of `units`
-- laws     STATE (22 U.S.C. 2378d) and/or DOD (10 U.S.C. 362): the funding decides
-- during   a seat from start to end, a delivery its day, a travel order the whole trip, an obligation its effective day
-- help     kind of help, for the dated validity rule; empty is every kind
--
-- It is asked about one recipient at a time, a hundred times for one page. So its queries keep the plan they were first
-- given (planning took four fifths of the time), and where a plan made without knowing the values could go through a
-- whole table, OFFSET 0 makes it look up each value by index.
CREATE OR REPLACE FUNCTION vetting_blockers(
    units bigint[], people bigint[], laws text[], during daterange, help text DEFAULT ''
) RETURNS TABLE (code text, law text, unit_id bigint, person_id bigint, valid daterange) AS $$
#variable_conflict use_column
DECLARE
    at_all boolean := true;
BEGIN
    IF COALESCE(array_length(units, 1), 0) = 0 AND COALESCE(array_length(people, 1), 0) = 0
       OR array_position(units, NULL) IS NOT NULL OR array_position(people, NULL) IS NOT NULL THEN
        at_all := false;
        RETURN QUERY SELECT 'NO_SUBJECT', NULL::text, NULL::bigint, NULL::bigint, NULL::daterange;
    ELSIF COALESCE(array_length(units, 1), 0) = 0 THEN
        at_all := false;
        RETURN QUERY SELECT 'UNIT_NOT_NAMED', NULL::text, NULL::bigint, p, NULL::daterange FROM unnest(people) AS p;
    END IF;
    IF COALESCE(array_length(laws, 1), 0) = 0 OR array_position(laws, NULL) IS NOT NULL THEN
        at_all := false;
        RETURN QUERY SELECT 'NO_LAW', NULL::text, NULL::bigint, NULL::bigint, NULL::daterange;
    END IF;
    IF during IS NULL OR isempty(during) OR lower_inf(during) OR upper_inf(during)
       OR lower(during) = '-infinity' OR upper(during) = 'infinity' THEN
        at_all := false;
        RETURN QUERY SELECT 'NO_DATES', NULL::text, NULL::bigint, NULL::bigint, NULL::daterange;
    END IF;
    IF NOT at_all THEN
        RETURN;
    END IF;

    -- 1. Standing of every unit concerned: those named, those in which the people are posted, and all above them.
    RETURN QUERY
    WITH RECURSIVE concerned(id, via) AS (
        SELECT u, u FROM unnest(units) AS u
        UNION
        SELECT p.unit_id, p.unit_id FROM partners_posting p
        WHERE p.person_id = ANY (people) AND p.valid && during
        UNION
        SELECT up.parent_id, c.via FROM concerned c CROSS JOIN LATERAL (
            SELECT x.parent_id FROM partners_unitparent x WHERE x.child_id = c.id AND x.valid && during OFFSET 0
        ) AS up
    )
    SELECT DISTINCT
        CASE WHEN c.id = c.via THEN '' ELSE 'PARENT_' END
            || CASE WHEN s.state = 'UNDER_REVIEW' THEN 'UNDER_REVIEW' ELSE 'INELIGIBLE' END,
        NULL::text, c.id, NULL::bigint, NULL::daterange
    FROM concerned c JOIN vetting_unitstanding s ON s.unit_id = c.id
    WHERE s.state IN ('UNDER_REVIEW', 'INELIGIBLE', 'REMEDIATION_OPEN');

    -- 2. A person whose principal posting in those dates is in another unit: change of unit ends an approval's use.
    RETURN QUERY
    SELECT DISTINCT 'WRONG_UNIT', NULL::text, p.unit_id, p.person_id, p.valid
    FROM partners_posting p
    WHERE p.person_id = ANY (people) AND p.is_principal AND p.valid && during AND NOT p.unit_id = ANY (units);

    -- 2b. A person known to have left: every posting on record in these units is closed before those dates.
    RETURN QUERY
    SELECT 'LEFT_UNIT', NULL::text, max(p.unit_id), p.person_id, NULL::daterange
    FROM partners_posting p
    WHERE p.person_id = ANY (people) AND p.unit_id = ANY (units)
    GROUP BY p.person_id
    HAVING NOT bool_or(p.valid && during) AND bool_or(upper(p.valid) <= lower(during));

    -- 3. Approval of each subject under each law, by the validity rule in force when the event starts.
    RETURN QUERY
    WITH subject(u, p) AS (
        SELECT DISTINCT x, NULL::bigint FROM unnest(units) AS x
        UNION ALL
        SELECT DISTINCT NULL::bigint, x FROM unnest(people) AS x
    ), asked(l, whole) AS (
        SELECT DISTINCT x, COALESCE((
            SELECT r.rule <> 'START_WITH_RENEWAL' FROM vetting_validityrule r
            WHERE r.law = x AND r.help IN (vetting_blockers.help, '') AND r.valid @> lower(during)
            ORDER BY r.help DESC LIMIT 1), true)
        FROM unnest(laws) AS x
    ), known AS (
        SELECT s.u, s.p, q.l, a.state AS state, a.valid AS dates,
               CASE WHEN q.whole THEN a.valid @> during ELSE a.valid @> lower(during) END AS covers,
               a.unit_id = ANY (units) AS right_unit
        FROM subject s CROSS JOIN asked q
        LEFT JOIN LATERAL (
            SELECT x.state, x.valid, x.unit_id FROM vetting_approval x WHERE x.law = q.l
             AND (s.p IS NULL AND x.person_id IS NULL AND x.unit_id = s.u OR x.person_id = s.p) OFFSET 0
        ) AS a ON true
    ), judged AS (
        SELECT k.u, k.p, k.l,
               bool_or(k.state = 'IN_FORCE' AND k.covers AND k.right_unit) IS TRUE AS approved,
               bool_or(k.state = 'SUSPENDED' AND k.dates && during) IS TRUE AS suspended,
               bool_or(k.state = 'REVOKED' AND k.dates && during) IS TRUE AS revoked,
               bool_or(k.state = 'IN_FORCE' AND k.covers AND NOT k.right_unit) IS TRUE AS elsewhere,
               bool_or(k.state = 'IN_FORCE' AND k.right_unit) IS TRUE AS some,
               max(upper(k.dates)) FILTER (WHERE k.state = 'IN_FORCE' AND k.right_unit) AS until
        FROM known k GROUP BY k.u, k.p, k.l
    )
    SELECT CASE WHEN j.suspended THEN 'SUSPENDED'
                WHEN j.elsewhere THEN 'WRONG_UNIT'
                WHEN j.some THEN 'LAPSES'
                WHEN j.revoked THEN 'REVOKED'
                ELSE 'NOT_APPROVED' END,
           j.l, j.u, j.p,
           CASE WHEN j.some THEN daterange(NULL, j.until) END
    FROM judged j WHERE j.suspended OR NOT j.approved;

    -- 4. An open question elsewhere: suspended in any case; or rejected, recalled or revoked and not approved again, in
    -- whatever state the row is meanwhile, with no later decision that approves.
    RETURN QUERY
    SELECT DISTINCT CASE WHEN s.state = 'SUSPENDED' THEN 'SUSPENDED'
                         WHEN s.state IN ('REJECTED', 'RECALLED') THEN 'REJECTED' ELSE 'REVOKED' END,
           NULL::text, CASE WHEN s.person_id IS NULL THEN s.unit_id END, s.person_id, NULL::daterange
    FROM vetting_vettingsubject s
    WHERE (s.person_id = ANY (people) OR s.person_id IS NULL AND s.unit_id = ANY (units))
      AND (s.state = 'SUSPENDED'
           OR (s.state IN ('REJECTED', 'RECALLED')
               OR s.state <> 'APPROVED' AND EXISTS (
                    SELECT 1 FROM vetting_approval r WHERE r.subject_id = s.id AND r.state = 'REVOKED'))
              AND NOT EXISTS (
                SELECT 1 FROM vetting_approval a JOIN vetting_vettingsubject t ON t.id = a.subject_id
                WHERE a.state = 'IN_FORCE' AND a.person_id IS NOT DISTINCT FROM s.person_id
                  AND a.unit_id = s.unit_id AND t.decided_at > s.decided_at));
END;
$$ LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan;
