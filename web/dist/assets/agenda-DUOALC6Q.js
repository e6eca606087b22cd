import{C as t,F as e}from"./chunk-PVANXCRS.js";function i(){return t(e,{children:"This screen is being built."})}export{i as default};
