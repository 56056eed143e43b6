/** The words of the calendar when it has no times to show. They are loaded then. */
export const noTimesCopy = {
  tryingAgain: 'Trying again …',
  showEverybody: 'Show everyone’s times',
  notHere: 'No times to choose here',
  callInstead: 'Or call us:',
  couldNotCheckPerson: (name: string) => `We could not check ${name}’s calendar`,
  couldNotCheckAdvice: 'Their times may be back in a moment. Everyone else’s are here.',
  noTimesIn: (month: string) => `No times left in ${month}`,
  noTimesAtAll: 'No times online just now',
  noTimesAdvice: 'Please check again later.',
  noneFree:
    'There are no times in these weeks. Tell us when suits you, and we will let you know when a time becomes available.',
  tellUs: 'Tell us when suits you',
  noService: 'Choose a service first',
};
