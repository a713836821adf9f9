/** 代为办理的路径。 */
export const ACTING_PATHS = {
  acting: '/api/session/acting-for',
  helper: '/api/session/helper',
  endHelp: '/api/session/helper/end',
  endHelpPasskey: '/api/session/helper/end/options',
  firms: '/api/session/employers',
  firm: '/api/session/employer',
  mandates: '/api/my/mandates',
  end: '/api/my/mandates/end',
  answer: '/api/my/mandates/answer',
  afterDeath: '/api/my/mandates/after-death',
} as const
