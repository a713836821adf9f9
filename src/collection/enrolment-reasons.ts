/** 变更原因 AAE160：其他中断、统筹范围内转出、统筹范围内转入。 */
export const LEFT_WITH_EMPLOYER = '229'
export const MOVED_OUT = '241'
export const MOVED_IN = '141'
