import { EXCHANGE_PATH } from '../../src/exchange/contract.js'

export const DIFFERENCES = `${EXCHANGE_PATH}/differences`
