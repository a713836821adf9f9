import { expect, test } from 'vitest'
import { SUBMISSION_KINDS } from '../src/collection/kinds.js'
import { standardView } from '../src/collection/standard-view-store.js'
import { CONTRIBUTION_FIELDS, DEFERRAL_FIELDS, EMPLOYER_FIELDS, ENROLMENT_FIELDS } from '../web/desk/entry-fields.js'
import { FACT_FORMS, type FactField } from '../web/desk/fact-fields.js'
import { fieldsOf, findKind } from '../web/standard/fields.js'
import { article } from './article.js'
import { shippedStandard } from './standard.js'

const view = standardView(shippedStandard(), 'test')
const FORMS: Readonly<Record<string, readonly FactField[]>> = {
  ...FACT_FORMS,
  ...{ singleContribution: CONTRIBUTION_FIELDS, deferral: DEFERRAL_FIELDS, enrolmentChange: ENROLMENT_FIELDS },
  employerRegistration: EMPLOYER_FIELDS,
}

/** What a form is: the order of its fields is part of it; labels of choices may say more than the list. */
const plain = ({ kinds, choices, kind, required, ...field }: FactField) => ({
  ...field,
  kind: kind === 'several' ? 'insurances' : kind,
  required: required === true,
  codes: kind === 'choice' ? Object.keys(choices ?? {}).sort() : [],
  kinds: kinds ?? [],
})

article('WH-5', '表单由采集标准而来，逐栏相同', () => {
  test.each(Object.keys(FORMS).filter((id) => findKind(view, id) !== undefined))('%s', (id) => {
    expect(fieldsOf(findKind(view, id)!).map(plain)).toEqual(FORMS[id]!.map(plain))
  })

  test('标准里的每一类都是报送的一类', () => {
    for (const { submission } of view.kinds) expect(Object.keys(SUBMISSION_KINDS)).toContain(submission)
  })
})
