/** 经办端的接口，照合同所写。 */
export const DESK_PATHS = {
  inbox: '/api/desk/inbox',
  submissions: '/api/desk/submissions',
  submission: '/api/submissions/:id',
  pass: '/api/desk/submissions/:id/pass',
  return: '/api/desk/submissions/:id/return',
  compare: '/api/desk/submissions/:id/compare',
  levyResults: '/api/desk/levy-results',
  levySubmit: '/api/desk/levy-results/:id/submit',
  suspense: '/api/desk/suspense',
  tasks: '/api/desk/tasks',
  closeTask: '/api/desk/tasks/:id/close',
  contributions: '/api/desk/contributions',
  corrections: '/api/desk/corrections',
  employers: '/api/desk/employers',
  persons: '/api/desk/persons',
  enrolments: '/api/desk/enrolments',
} as const
