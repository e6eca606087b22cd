import{C as i,F as t}from"./chunk-PVANXCRS.js";function e(){return i(t,{children:"This screen is being built."})}export{e as default};
